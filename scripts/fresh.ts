import { emptyShop } from "@/lib/settings/empty-shop";
import { emptyWord } from "@/lib/settings/rules-of-emptying";
import { run } from "./failure";
import { claimClosed, confirm, withShopDatabase } from "./join-shop";
import { loadSettings } from "./settings";

const atTheConsole = { kind: "system", name: "console" } as const;

/** `npm run fresh`: takes the demo out, so that a real shop can move in. */
void run(async () => {
  const settings = loadSettings();
  const claim = claimClosed(settings.DATA_DIR, settings.APP_URL);
  try {
    console.log("This takes out every item, order, customer and message for good. Who may sign in stays.");
    await confirm(emptyWord);
    await withShopDatabase("fresh", () => emptyShop(atTheConsole, { word: emptyWord, keepSettings: false }));
  } finally {
    claim.release();
  }
  console.log("The shop is empty, and who may sign in still may. Open it with `npm start`.");
});
