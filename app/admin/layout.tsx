import "@/app/admin/admin.css";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { closeTheShop, openTheShop, resumeOrders, signOut, undo } from "@/app/admin/actions";
import { AdminArea } from "@/components/layout/admin-area";
import { DoorSwitch } from "@/components/layout/admin-door";
import { Icon } from "@/components/layout/admin-icons";
import { AdminNav } from "@/components/layout/admin-nav";
import { toPlaced } from "@/components/orders/board/ticket-view";
import { may } from "@/lib/actor";
import { readBoard } from "@/lib/live/queries";
import { listPlaced } from "@/lib/orders/board-queries";
import { getShop } from "@/lib/settings/queries";
import { orderingOf } from "@/lib/settings/rules-of-ordering";
import { type Answer, findAnswer } from "@/lib/web/answer";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: { template: "%s · Staff", default: "Staff" }, robots: { index: false } };

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const staff = await requireStaff();
  const [shop, placed, board, answer] = await Promise.all([getShop(), listPlaced(), readBoard(), findAnswer()]);
  return (
    <AdminArea
      place={{ locale: shop.locale, timezone: shop.timezone }}
      board={board}
      placed={placed.map((order) => toPlaced(order))}
      role={staff.role}
      undo={undo}
      said={
        answer && isToast(answer) ? { words: answer.message, undo: answer.undoable ? answer.about : undefined } : null
      }
    >
      <AdminNav
        shopName={shop.name}
        who={staff}
        door={
          <DoorSwitch
            {...orderingOf(shop)}
            maySwitch={may(staff, "shop.open")}
            openShop={openTheShop}
            closeShop={closeTheShop}
            resume={resumeOrders}
          />
        }
        leave={
          <form action={signOut}>
            <button type="submit" className="btn small">
              <Icon name="leave" />
              Sign out
            </button>
          </form>
        }
      />
      {children}
    </AdminArea>
  );
}

/** What was done is told in the toast; what was refused, where it was asked for, but for the switch, which every page has. */
function isToast({ done, about, message }: Answer): boolean {
  return message !== "" && (done || about === "shop");
}
