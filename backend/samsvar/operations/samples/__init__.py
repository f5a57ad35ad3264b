"""Sample data: the sample company as its files say, and organisations of any size made up by chance."""
