import { Prisma } from "@/lib/db/generated/client";

/** SQL in pieces: values become parameters, wherever the pieces end up. */
export const sql = Prisma.sql;
export const joinSql = Prisma.join;
export const noSql = Prisma.empty;
export type Sql = Prisma.Sql;
