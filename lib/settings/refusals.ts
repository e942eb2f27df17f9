import { refusals } from "@/lib/refusal";

type SettingsRefusals = {
  currency_in_use: { from: string; to: string; orders: number };
  wrong_word: { word: string };
  closed_already: Record<string, never>;
};

/** Refuses in the words of the settings. */
export const refuse = refusals<SettingsRefusals>({
  currency_in_use: ({ from, to, orders }) =>
    `${orders === 1 ? "There is an order" : `There are ${orders.toLocaleString("en")} orders`} in ${from}, which ${orders === 1 ? "stays" : "stay"} in ${from}. Prices keep their figures and are read as ${to} from now on: look through them afterwards. Tick that this is meant, then save again.`,
  wrong_word: ({ word }) => `Please type "${word}", just like that. Nothing was changed.`,
  closed_already: () => "The shop is closed for orders already. There is nothing to pause.",
});
