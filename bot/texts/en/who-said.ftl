## The command /who-said

command-who-said = Find out who said a line
    .name = who-said
option-who-said-fragment = The words, as you remember them
    .name = fragment

## /who-said: whose words they are

said-exact = Said in these words:
said-near = Said in nearly these words:
said-by-them = Yes, { $name } said it.
said-by-another = It was not { $name } but { $other }.
said-as-quoted = These are { $name }’s words as { $other } gives them.
said-for-another = { $name } said it, but as somebody else’s words.
said-by-nobody = Nobody in these interviews said “{ $fragment }”.
said-by-editor = It is nobody’s quote: it comes from an editor, a translator or an advertisement, here: { $remark }
said-by-many = Too common to be one person’s: { $people ->
    [one] one person says it
   *[other] { $people } people say it
 }. Some of the places:
related = Not where it was said, but about the same:
quoting = Quoting { $name }
quoting-others = Reporting what others say
said-in-part = Only the larger part of your text is from here; the rest is from the turns beside it.
difference = What you gave against what was said: { $diff }
error-fragment-missing = Say which words, as in: /who-said the future is already here
