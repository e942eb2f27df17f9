import { requirePermission } from "@/lib/actor";
import { type Columns, csvResponse } from "@/lib/csv";
import { getProof } from "@/lib/stock/proof-queries";
import { type ProofRow, proofWords } from "@/lib/stock/words-of-proof";
import { staffRoute } from "@/lib/web/staff-route";

const columns: Columns<ProofRow> = {
  sku: (row) => row.sku,
  variant: (row) => row.name,
  pickup_day: (row) => row.day,
  level: (row) => row.levelId,
  check: (row) => row.check,
  counter: (row) => row.counter,
  expected: (row) => row.expected,
  found: (row) => row.found,
  entry: (row) => row.entryId,
  order: (row) => row.orderName,
  what: (row) => proofWords(row),
};

/** A kept proof: the rows that disagreed as CSV, or all of it as JSON. */
export const GET = staffRoute<{ params: Promise<{ id: string }> }>(
  "download a proof",
  async (staff, request, context) => {
    requirePermission(staff, "stock.view");
    const proof = await getProof((await context.params).id);
    const name = `stock-proof-${proof.at.toISOString().slice(0, 16).replace(":", "")}`;
    if (new URL(request.url).searchParams.get("as") !== "json") return csvResponse(`${name}.csv`, columns, proof.rows);
    return Response.json(proof, {
      headers: { "Content-Disposition": `attachment; filename="${name}.json"`, "Cache-Control": "no-store" },
    });
  },
);
