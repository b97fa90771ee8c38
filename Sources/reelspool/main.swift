print("reelspool")
