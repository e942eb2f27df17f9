import type { Metadata } from "next";
import Link from "next/link";
import { staffPage } from "@/app/admin/staff-page";
import { ChooseFile } from "@/components/catalog/import/choose-file";
import s from "@/components/catalog/import/import.module.css";
import { AdminPage } from "@/components/layout/admin-page";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Import items" };

export default staffPage(async function ImportPage() {
  await requireStaff("catalog.import");
  return (
    <AdminPage
      title={<h1>Import items</h1>}
      far={
        <Link className="btn" href="/admin/items">
          Items
        </Link>
      }
    >
      <ChooseFile />
      <section className={s.part}>
        <h2>Two kinds of files are read</h2>
        <ul>
          <li>
            <b>Your own.</b>{" "}
            <a className="link" href="/api/staff/catalogue/export" download>
              Download all items
            </a>
            , change them in a spreadsheet, and choose the file here. One row for each variant. A column that you take
            out stays as it is in the shop; a file with only SKU and Price changes prices alone.
          </li>
          <li>
            <b>Shopify’s product CSV.</b> Options become variants, the description becomes plain text, and the addresses
            of photos are noted for you; they are not fetched. Its counts of stock are not taken over: receive or count
            stock here.
          </li>
        </ul>
        <p>
          You see first what would be added, changed and refused, line by line. Then one button imports all of that, or
          nothing. Items that the file does not name stay as they are.
        </p>
      </section>
    </AdminPage>
  );
});
