import type { Metadata } from "next";
import Link from "next/link";
import { dropMarks, spanWords, standWords } from "@/components/catalog/admin/drop-words";
import { Icon, StateMark } from "@/components/layout/admin-icons";
import { AdminPage } from "@/components/layout/admin-page";
import { Empty } from "@/components/ui/empty";
import { Table } from "@/components/ui/table";
import { Toolbar } from "@/components/ui/toolbar";
import { may } from "@/lib/actor";
import { type DropRow, listDrops } from "@/lib/catalog/drop-queries";
import type { Place } from "@/lib/catalog/words-of-drops";
import { getShop } from "@/lib/settings/queries";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Drops" };

export default async function DropsPage() {
  const [staff, shop] = await Promise.all([requireStaff(), getShop()]);
  const drops = await listDrops(shop.timezone);
  const making = may(staff, "catalog.change") && (
    <Link className="btn go" href="/admin/drops/new">
      <Icon name="add" />
      Make a drop
    </Link>
  );
  return (
    <AdminPage title={<h1>Drops</h1>}>
      {drops.length > 0 && <Toolbar label="Drops">{making}</Toolbar>}
      {drops.length > 0 ? (
        <Table
          caption="Drops"
          rows={drops}
          keyOf={(drop) => drop.id}
          columns={columns({ locale: shop.locale, timezone: shop.timezone })}
        />
      ) : (
        <Empty title="No drops yet." action={making}>
          A drop is items that go on sale at a set moment: Saturday’s forty loaves, at nine.
        </Empty>
      )}
    </AdminPage>
  );
}

function columns(place: Place) {
  return [
    {
      head: "Drop",
      main: true,
      cell: (drop: DropRow) => (
        <Link className="link" href={`/admin/drops/${drop.id}`}>
          {drop.name}
        </Link>
      ),
    },
    {
      head: "State",
      cell: ({ state }: DropRow) => (
        <StateMark hue={dropMarks[state].hue} glyph={dropMarks[state].glyph}>
          {dropMarks[state].words}
        </StateMark>
      ),
    },
    { head: "When", cell: (drop: DropRow) => spanWords(drop, place) },
    { head: "Brings", cell: ({ items }: DropRow) => items.join(", "), quietOnPhone: true },
    { head: "How it stands", cell: (drop: DropRow) => standWords(drop) },
  ];
}
