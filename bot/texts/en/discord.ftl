## Discord

discord-who-said-this = Who said this?
discord-source = Source
discord-similarity = { $percent } % the same words
discord-more = … and { $count } more. Narrow it down to see them.
discord-cooldown = That was a lot at once. Ask me again in { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
}.
discord-server-not-served = I don't answer in this server: whoever runs me has named the servers I serve, and this is not one of them.
discord-too-slow = I could not finish that in time. Please ask again.
discord-form-ready = Here is the form:
discord-form-open = Open
discord-lacks = I lack { $permissions } here, so this is plain text. Somebody who manages the server can give it to me.
discord-lacks-to-write = I can't write in <#{ $channel }>: I lack { $permissions } there. Somebody who manages the server can give it to me. Here is your answer:
discord-answered-privately = That answer is for you alone, so I wrote to you directly.
discord-private-refused = That answer is for you alone, but you don't take direct messages from me. Use a command such as /quote here instead.

permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-send-messages-in-threads = Send Messages in Threads
permission-embed-links = Embed Links
permission-attach-files = Attach Files
permission-read-message-history = Read Message History
