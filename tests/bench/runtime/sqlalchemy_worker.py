#!/usr/bin/env python3
"""The operations with SQLAlchemy and asyncpg, as under FastAPI.

Reads and answers as worker.cpp does. Every operation is what a request does
with `get_db`: a session from the pool, its statements, commit.
"""

import asyncio
import os
import sys
import time

from sqlalchemy import BigInteger, Boolean, Column, String, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import declarative_base, sessionmaker

USER = "user-7"
ROWS_OF_BULK = 1000
Base = declarative_base()


class Todo(Base):
    __tablename__ = "todo"
    id = Column(BigInteger, primary_key=True)
    user_id = Column(String)
    title = Column(String)
    done = Column(Boolean)


BULK = Base.metadata.tables["todo"].to_metadata(Base.metadata, name="bench_bulk")


def some_id(i):
    return i % 100 * 100 + 8


async def main():
    url = os.environ["DATABASE_URL"].split("?")[0]  # asyncpg knows no sslmode.
    url = url.replace("postgresql://", "postgresql+asyncpg://")
    engine = create_async_engine(
        url, pool_pre_ping=True, pool_recycle=3600, pool_size=8, max_overflow=0
    )
    session_of = sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)

    async def set_user(session):
        await session.execute(select(func.set_config("app.user_id", USER, True)))

    async def read_own(session, i):
        query = select(Todo).where(Todo.id == some_id(i), Todo.user_id == USER)
        return (await session.execute(query)).scalar_one()

    async def single_read(i):
        async with session_of() as session:
            query = select(Todo).where(Todo.id == some_id(i))
            (await session.execute(query)).scalar_one()

    async def for_nobody(i):
        async with session_of() as session:
            await read_own(session, i)
            await session.commit()

    async def scoped(i):
        async with session_of() as session:
            await set_user(session)
            await read_own(session, i)
            await session.commit()

    async def ten_reads(i):
        async with session_of() as session:
            await set_user(session)
            for j in range(10):
                await read_own(session, i + j)
            await session.commit()

    async def many_rows(_):
        async with session_of() as session:
            query = select(Todo).order_by(Todo.id).limit(10000)
            (await session.execute(query)).scalars().all()

    async def bulk(_):
        async with session_of() as session:
            row = {"user_id": USER, "title": "a new thing", "done": False}
            await session.execute(
                insert(BULK).inline(), [dict(row) for _ in range(ROWS_OF_BULK)]
            )
            await session.commit()

    async def checkout(_):
        async with engine.connect():
            pass

    def at_once(tasks, function):
        async def run(times):
            async def some(first):
                for i in range(first, times, tasks):
                    await function(i)

            await asyncio.gather(*(some(t) for t in range(tasks)))

        return run

    operations = {
        "single read": at_once(1, single_read),
        "transaction for nobody": at_once(1, for_nobody),
        "user-scoped transaction": at_once(1, scoped),
        "ten reads in a transaction": at_once(1, ten_reads),
        "10,000 rows": at_once(1, many_rows),
        "bulk insert of 1,000 rows": at_once(1, bulk),
        "single read, 64 threads": at_once(64, single_read),
        "checkout, 1 thread": at_once(1, checkout),
        "checkout, 8 threads": at_once(8, checkout),
        "checkout, 64 threads": at_once(64, checkout),
    }
    for line in sys.stdin:
        name, times = line.rstrip("\n").split("\t")
        if name not in operations:
            print("-", flush=True)
            continue
        start = time.perf_counter_ns()
        await operations[name](int(times))
        print(time.perf_counter_ns() - start, flush=True)


asyncio.run(main())
