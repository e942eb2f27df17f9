import { z } from "zod";
import { isDay } from "@/lib/time";

const day = z.string().refine(isDay, "Please choose a day.");

/** Which orders a file holds: of which days, counted by when they were placed or collected, and a row for each order or each line. */
export const exportInput = z
  .object({ by: z.enum(["placed", "pickup"]), rows: z.enum(["orders", "lines"]), from: day, to: day })
  .refine(({ from, to }) => from <= to, {
    path: ["to"],
    message: "Please choose a last day that is not before the first.",
  });
export type ExportInput = z.output<typeof exportInput>;
