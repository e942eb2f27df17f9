import type { Metadata } from "next";
import { close, saveRules } from "@/app/admin/stock/close/actions";
import { momentWords } from "@/components/layout/admin-clock";
import { AdminPage } from "@/components/layout/admin-page";
import { CloseForm } from "@/components/stock/close-form";
import { CloseNow } from "@/components/stock/close-now";
import { ClosingList } from "@/components/stock/closing-list";
import { StockTabs } from "@/components/stock/stock-tabs";
import { may } from "@/lib/actor";
import { getShop } from "@/lib/settings/queries";
import { getCloseRules, listClosings, listLeft, listUnclosed } from "@/lib/stock/close-queries";
import { listOpenDays } from "@/lib/stock/open-days";
import { closesAt } from "@/lib/stock/rules-of-close";
import { dayOf, formatShortDay } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Close of day" };

export default async function ClosePage() {
  const [staff, { locale, timezone }] = await Promise.all([requireStaff(), getShop()]);
  const today = dayOf(new Date(), timezone);
  const place = { locale, timezone, today };
  const [rules, left, unclosed, closings, open] = await Promise.all([
    getCloseRules(),
    listLeft(today),
    listUnclosed(today),
    listClosings(),
    listOpenDays(today, today),
  ]);
  const due = closesAt({ day: today, closesMinute: open.get(today), afterMinutes: rules.afterMinutes, timezone });
  const days = unclosed.map((row) => ({ ...row, words: formatShortDay(row.day, locale) }));
  const todayLeft = left.reduce((sum, row) => sum + row.left, 0);
  return (
    <AdminPage title={<h1>Close of day</h1>}>
      <StockTabs current="/admin/stock/close" />
      <CloseNow
        today={{ day: today, words: formatShortDay(today, locale), left: todayLeft }}
        earlier={days}
        due={rules.closesByItself ? momentWords(due, place) : null}
        action={may(staff, "stock.write_off") ? close : null}
      />
      <CloseForm rules={rules} rows={left} action={may(staff, "stock.plan") ? saveRules : null} />
      <ClosingList closings={closings} place={place} />
    </AdminPage>
  );
}
