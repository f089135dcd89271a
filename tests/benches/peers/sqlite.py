"""Indexes JSON Lines with SQLite's FTS5, tokenised into trigrams, and prints time and size.

Arguments: file, database.
"""

import json
import os
import sqlite3
import sys
import time

SECTIONS = ["사건명", "판시사항", "판결요지", "참조조문", "참조판례", "판례내용"]


def rows(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield str(record.get("사건번호") or ""), "\n".join(str(record.get(name) or "") for name in SECTIONS)


def main():
    source, database = sys.argv[1:]
    begun = time.monotonic()
    connection = sqlite3.connect(database)
    connection.execute("CREATE VIRTUAL TABLE judgment USING fts5(docket UNINDEXED, text, tokenize='trigram')")
    connection.executemany("INSERT INTO judgment VALUES (?, ?)", rows(source))
    connection.commit()
    seconds = time.monotonic() - begun
    (count,) = connection.execute("SELECT count(*) FROM judgment").fetchone()
    print(f"{count} documents, {seconds:.1f} s, {os.path.getsize(database) / 1e6:.1f} MB")


main()
