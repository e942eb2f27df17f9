import type { Metadata } from "next";
import Link from "next/link";
import { prove } from "@/app/admin/stock/proof/actions";
import { momentWords } from "@/components/layout/admin-clock";
import { AdminPage } from "@/components/layout/admin-page";
import s from "@/components/stock/proof.module.css";
import { ProofResult } from "@/components/stock/proof-result";
import { ProofTable } from "@/components/stock/proof-table";
import { StockTabs } from "@/components/stock/stock-tabs";
import { ActionForm } from "@/components/ui/action-form";
import { Empty } from "@/components/ui/empty";
import { Submit } from "@/components/ui/submit";
import { may } from "@/lib/actor";
import { getShop } from "@/lib/settings/queries";
import { getProof, listProofs } from "@/lib/stock/proof-queries";
import { dayOf } from "@/lib/time";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Proof of the stock" };

export default async function ProofPage({ searchParams }: { searchParams: SearchParams }) {
  const [staff, { locale, timezone }, proofs] = await Promise.all([requireStaff(), getShop(), listProofs()]);
  const place = { locale, timezone, today: dayOf(new Date(), timezone) };
  const asked = await findWords(searchParams, "proof");
  const shownId = proofs.find((proof) => proof.id === asked)?.id ?? proofs[0]?.id;
  const shown = shownId ? await getProof(shownId) : null;
  return (
    <AdminPage
      title={<h1>Proof of the stock</h1>}
      far={
        may(staff, "stock.prove") && (
          <ActionForm action={prove} label="Prove the stock" className={s.now}>
            <Submit>Prove it now</Submit>
          </ActionForm>
        )
      }
    >
      <StockTabs current="/admin/stock/proof" />
      <p className={`mid ${s.what}`}>
        Every level is compared with the sum and the last balance of its ledger, and with what open orders need of it;
        every pickup time with the orders in it, and every waiting list with what is kept for it: all in one picture of
        the books, while selling goes on. It happens every night by itself.
      </p>
      {shown ? (
        <>
          <ProofResult proof={shown} place={place} />
          <ProofTable proofs={proofs} shown={shown.id} moment={(at) => momentWords(at, place)} />
        </>
      ) : (
        <Empty title="The books were not proven yet.">The first proof is made tonight; or make it now.</Empty>
      )}
      <p className={`meta ${s.moment}`}>
        <Link className="link" href="/admin/stock/moment">
          See the stock as it stood at a past moment
        </Link>
      </p>
    </AdminPage>
  );
}
