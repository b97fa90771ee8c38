import Vocabulary

extension OpenAIChat {
  public func probe() -> [Finding] { account.standing + reach() }

  private func reach() -> [Finding] {
    do throws(Failure) {
      let reply = try account.look(account.endpoint.request("GET", "/models"))
      // Some servers have no list: that says nothing about the rest.
      if reply.status == 404 { return [Finding(.note, "\(name): it answers, but has no list of models")] }
      guard reply.isSuccess else {
        throw Reading(reply, of: account.endpoint).failure("ask \(name) for its models", isPaid: false)
      }
      return models(in: reply)
    } catch { return [Finding(.fault, error.description)] }
  }

  private func models(in reply: HTTPReply) -> [Finding] {
    let ids = (JSONValue(parsing: reply.body)?["data"]?.array ?? []).compactMap { $0["id"]?.text }
    guard !ids.isEmpty else {
      return [
        Finding(.fault, "\(name): \(account.endpoint.base)/models is no list of models; endpoint often ends in /v1")
      ]
    }
    // Ollama calls "qwen3" what it lists as "qwen3:latest"; llama.cpp lists a path and takes any name.
    let isThere = ids.contains { $0 == account.model || $0 == "\(account.model):latest" }
    let offer = ids.prefix(8).joined(separator: ", ") + (ids.count > 8 ? "…" : "")
    guard isThere || ids.count == 1 else {
      return [Finding(.fault, "\(name): there is no model \"\(account.model)\"; it offers \(offer)")]
    }
    let text = isThere ? "\(name): reachable, and has \(account.model)" : "\(name): reachable, and serves \(ids[0])"
    return [Finding(.fine, text)] + (account.isPaid ? [unasked] : [shape()])
  }

  private var unasked: Finding {
    Finding(.note, "\(name): whether it keeps to a schema is seen at the first treatment; asking now would cost")
  }

  /// Asks a free server for three words in a shape.
  private func shape() -> Finding {
    let schema = Schema.object([.init("verdict", .choice(["yes"]), "always yes")])
    let question = ChatQuestion(
      account: account, memory: ChatMemory(), system: "Answer with a JSON object.",
      user: "Answer {\"verdict\":\"yes\"}.",
      name: "probe", schema: schema, temperature: 0, mostTokens: 64)
    do throws(Failure) {
      for _ in 0..<ChatForm.Rung.allCases.count + 2 {
        let request = question.request()
        let reply = try account.look(request)
        if !reply.isSuccess, question.isDeclined(reply, to: request) { continue }
        guard reply.isSuccess else { throw Reading(reply, of: account.endpoint).failure("ask \(name)", isPaid: false) }
        let answer = try question.read(KeptReply(call: "", reply)).answer.get()
        let fits = answer.object.map { schema.faults(in: $0).isEmpty } ?? false
        let form = "\(question.memory.known.rung)"
        return fits
          ? Finding(.fine, "\(name): keeps to a given shape (asked as \(form))")
          : Finding(.note, "\(name): does not keep to a given shape (asked as \(form)); what it leaves out is built in")
      }
      return Finding(.fault, "\(name): declines every form of request that we know")
    } catch { return Finding(.note, "\(name): a small question failed: \(error.message)") }
  }
}
