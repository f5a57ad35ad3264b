"""
Overlaps: which objectives of different units promise the same result, contradict each other, or need each other.

Pure arithmetic on texts, vectors and definitions; numpy does it (ADR 0090), nothing is read or written. ADR 0091 says what the
method is, what was measured, and what it cannot tell. The way through:

1. :mod:`.items`: an objective with its key results, the texts of it that are embedded, and the hash each is known by.
2. :mod:`.embedders`: what turns texts into vectors; the connectors have some.
3. :mod:`.corpora`: all items of one organisation and cycle, ready to be compared: languages, centred vectors, words.
4. :mod:`.likenesses`: how like two items are, for a whole corpus, for one of its items, or for a text that somebody is typing.
5. :mod:`.structures`: what is certain whatever the words: metrics, dependencies, initiatives.
6. :mod:`.findings`: texts and structure joined, groups made, what is below the threshold left out.
7. :mod:`.evidence`: why, for the reader.
"""
