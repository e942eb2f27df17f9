import { describe, expect, it } from "vitest";
import { csvResponse } from "@/lib/csv";

type Row = { name: string; price: number };

const columns = { Name: ({ name }: Row) => name, Price: ({ price }: Row) => price };

async function file(rows: Row[]): Promise<string> {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await csvResponse("x.csv", columns, rows).arrayBuffer());
}

describe("a CSV file", () => {
  it("begins with the mark that spreadsheets look for, and its headings", async () => {
    expect(await file([])).toBe("\uFEFFName,Price\r\n");
  });

  it("quotes what holds commas, quotes and line breaks", async () => {
    expect(await file([{ name: 'A "big", loaf\nsliced', price: 450 }])).toContain('"A ""big"", loaf\nsliced",450');
  });

  it.each(["=1+1", "+44", "-2", "@SUM(A1)", "\tx"])("gives %j no chance to run as a formula", async (name) => {
    expect(await file([{ name, price: 1 }])).toContain(`'${name}`);
  });

  it("leaves negative numbers numbers", async () => {
    expect(await file([{ name: "Refund", price: -5 }])).toContain("Refund,-5");
  });
});
