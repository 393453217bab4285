# The room of desks in the file store.

room-title = Storage
room-used = { $used } of { $max } used
room-hint = This counts files of older editions, pictures, videos, imported tables, files that wait and unfinished uploads. What is no longer used is cleared every night.
room-nearly-full = Nearly full. Remove files that wait, or ask those who run the system for a higher limit.
