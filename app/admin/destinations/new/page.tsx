import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { connect } from "@/app/admin/destinations/actions";
import { staffPage } from "@/app/admin/staff-page";
import { ConnectForm } from "@/components/destinations/connect-form";
import s from "@/components/destinations/destinations.module.css";
import { AdminPage } from "@/components/layout/admin-page";
import { kinds, kindWords } from "@/lib/deliveries/rules-of-destinations";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Connect another system" };

export default staffPage(async function ConnectPage({ searchParams }: { searchParams: SearchParams }) {
  await requireStaff("destinations.connect");
  const asked = await findWords(searchParams, "kind");
  const kind = kinds.find((one) => one === asked) ?? notFound();
  return (
    <AdminPage
      title={<h1>{kindWords[kind].name}</h1>}
      beside={
        <Link className="link meta" href="/admin/destinations">
          All destinations
        </Link>
      }
    >
      <div className={s.page}>
        <section className={`panel ${s.panel}`} aria-label="Connect">
          <p className="mid">{kindWords[kind].says}</p>
          <ConnectForm kind={kind} action={connect} />
        </section>
      </div>
    </AdminPage>
  );
});
