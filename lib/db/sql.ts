import { Prisma } from "@/lib/db/generated/client";

/** SQL in pieces: values become parameters, wherever the pieces end up. */
export const sql = Prisma.sql;
export const joinSql = Prisma.join;
/** SQL as it is written, for words that the code itself holds; never for what came in. */
export const rawSql = Prisma.raw;
export const noSql = Prisma.empty;
export type Sql = Prisma.Sql;
