inspect-file-bomb = This file is packed so that it becomes far larger than a document when it is opened. Save it again with the program that made it and upload it again.
