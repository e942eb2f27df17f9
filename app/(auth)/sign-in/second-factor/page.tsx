import type { Metadata } from "next";
import { startAgain } from "@/app/(auth)/sign-in/actions";
import { begin, turnOn } from "@/app/(auth)/sign-in/second-factor/actions";
import { QuietPage } from "@/components/layout/quiet-page";
import styles from "@/components/layout/quiet-page.module.css";
import { QrPicture } from "@/components/staff/qr-picture";
import { SetUpFactor } from "@/components/staff/set-up-factor";
import { getShop } from "@/lib/settings/queries";
import { findNewFactor } from "@/lib/staff/new-factor";
import { safePath } from "@/lib/web/safe-path";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { requireSettingUp } from "@/lib/web/session";

type Props = { searchParams: SearchParams };

export const metadata: Metadata = { title: "Second factor", robots: { index: false } };

export default async function SecondFactorPage({ searchParams }: Props) {
  const { staff, needs } = await requireSettingUp();
  const [shop, factor, to] = await Promise.all([getShop(), findNewFactor(staff.id), findWords(searchParams, "to")]);
  return (
    <QuietPage shopName={shop.name} title="A second factor" lead="A code from your phone, beside your password.">
      <SetUpFactor
        begin={begin}
        turnOn={turnOn}
        to={safePath(to)}
        required={needs === "set_up"}
        secret={factor?.secret ?? null}
        picture={factor && <QrPicture text={factor.address} label="Scan this with the app on your phone" />}
      />
      {needs === "set_up" && (
        <form action={startAgain} className={styles.ways}>
          <button type="submit">Sign out</button>
        </form>
      )}
    </QuietPage>
  );
}
