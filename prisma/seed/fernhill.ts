import type { Allergen } from "@/lib/catalog/rules";
import type { WeekdayTimes } from "@/lib/pickup/queries-of-times";
import type { Hours, Shop } from "@/lib/settings/queries";

/** A variant as the demo shop sells it. Prices in pence; `baked` is how many on an ordinary day, `kept` how many on the shelf. */
export type DemoVariant = {
  sku: string;
  price: number;
  name?: string;
  size?: string;
  baked?: number;
  kept?: number;
  limit?: number;
  lowAt?: number;
};

export type DemoItem = {
  slug: string;
  name: string;
  summary: string;
  description: string;
  ingredients?: string;
  allergens?: Allergen[];
  contains?: string;
  mayAllergens?: Allergen[];
  mayContain?: string;
  storage?: string;
  photoAlt: string;
  variants: DemoVariant[];
};

export type DemoCategory = { slug: string; name: string; note: string; keeps?: boolean; items: DemoItem[] };

export const fernhill: Partial<Shop> & { name: string; timezone: string; locale: string } = {
  name: "Fernhill Bakehouse",
  tagline: "One oven, two bakers, five mornings a week.",
  address: "14 Mill Lane, Fernhill",
  directions: "Green door, past the chapel.",
  phone: "01632 960114",
  email: "orders@fernhill.example",
  paymentNote: "Pay when you collect. Card or cash.",
  currency: "GBP",
  locale: "en-GB",
  timezone: "Europe/London",
  country: "GB",
  accent: "#2C5A3C",
};

const eight = 8 * 60;
const eleven = 11 * 60;
const one = 13 * 60;
const two = 14 * 60;
const four = 16 * 60;

/** Sunday and Monday the oven rests. Saturday is ordered for by Friday afternoon, the other days until late that morning. */
export const openingHours: Hours[] = [
  { weekday: 2, opensMinute: eight, closesMinute: one, orderDaysBefore: 0, orderByMinute: eleven },
  { weekday: 3, opensMinute: eight, closesMinute: one, orderDaysBefore: 0, orderByMinute: eleven },
  { weekday: 4, opensMinute: eight, closesMinute: one, orderDaysBefore: 0, orderByMinute: eleven },
  { weekday: 5, opensMinute: eight, closesMinute: one, orderDaysBefore: 0, orderByMinute: eleven },
  { weekday: 6, opensMinute: eight, closesMinute: two, orderDaysBefore: 1, orderByMinute: four },
];

const nine = 9 * 60;

/** What is ordered is packed by nine; from then on somebody can come each hour until the door closes, later than on half an hour's notice. */
export const pickupTimes: WeekdayTimes[] = openingHours.map(({ weekday, closesMinute }) => ({
  ...{ weekday, leadMinutes: 30, dayCapacity: null },
  windows: Array.from({ length: (closesMinute - nine) / 60 }, (_, hour) => ({
    startsMinute: nine + hour * 60,
    endsMinute: nine + (hour + 1) * 60,
    capacity: weekday === 6 ? 30 : 20,
  })),
}));

/** What is left on the first day that can be ordered for: enough to see every state of a count. */
export const firstDay: Record<string, number> = { "BAG-320": 1, "SRD-800": 3, "CIN-1": 5 };

/** Baked for the first day, then promised to somebody else. */
export const soldOutFirst = { sku: "CRO-1", note: "All spoken for by the school order" };

const oneKitchen = "We use one kitchen.";

const bread: DemoItem[] = [
  {
    slug: "sourdough",
    name: "Fernhill sourdough",
    summary: "800 g or 400 g. Two days in the making.",
    description:
      "Two days in the making, baked dark. A thick crust, an open crumb, and it toasts until Wednesday. The starter came with the building and is older than either of us.",
    ingredients: "*Wheat* flour, water, *rye* flour, sea salt.",
    allergens: ["gluten"],
    contains: "Wheat, rye (gluten)",
    mayAllergens: ["milk", "nuts", "sesame"],
    mayContain: `Sesame, nuts, milk. ${oneKitchen}`,
    storage: "Four days in its paper bag, cut side down.",
    photoAlt: "Round sourdough loaf, deep brown, with one long cut",
    variants: [
      { sku: "SRD-800", name: "Whole loaf", size: "800 g", price: 480, baked: 24, lowAt: 4 },
      { sku: "SRD-800-S", name: "Whole loaf, sliced", size: "800 g", price: 500, baked: 10 },
      { sku: "SRD-400", name: "Small loaf", size: "400 g", price: 290, baked: 14 },
    ],
  },
  {
    slug: "rye-tin",
    name: "Dark rye tin",
    summary: "Close, moist and slightly sour. Slice it thin.",
    description:
      "All rye, with cracked grain soaked overnight. It comes out of the tin at noon the day before, because rye wants a night's rest before the first slice.",
    ingredients: "*Rye* flour, water, cracked *rye*, black treacle, *barley* malt, sea salt.",
    allergens: ["gluten"],
    contains: "Rye, barley (gluten)",
    mayAllergens: ["gluten", "nuts", "sesame"],
    mayContain: `Wheat, sesame, nuts. ${oneKitchen}`,
    storage: "A week, wrapped in a cloth.",
    photoAlt: "Dark tin loaf with two slices cut from it",
    variants: [{ sku: "RYE-900", size: "900 g", price: 520, baked: 9 }],
  },
  {
    slug: "baguettes",
    name: "Long baguette",
    summary: "Thin crust, long cold prove. Best before supper.",
    description:
      "Shaped at four in the morning from dough that spent the night in the cold room. It is at its best for about eight hours and makes good crumbs after that.",
    ingredients: "*Wheat* flour, water, sea salt, yeast.",
    allergens: ["gluten"],
    contains: "Wheat (gluten)",
    mayAllergens: ["gluten", "milk", "sesame"],
    mayContain: `Rye, sesame, milk. ${oneKitchen}`,
    storage: "The day it is baked. Ten minutes in a hot oven brings it back once.",
    photoAlt: "Two baguettes standing in an enamel jug",
    variants: [{ sku: "BAG-320", size: "320 g", price: 240, baked: 20, limit: 6 }],
  },
  {
    slug: "seeded-spelt",
    name: "Seeded spelt",
    summary: "Soft wholegrain tin, rolled in five seeds.",
    description:
      "A tin loaf for people who eat bread every day. Spelt from the mill at Harrow Ford, rolled in seeds while it is still damp so that they stay on.",
    ingredients:
      "Wholegrain spelt (*wheat*) flour, water, sunflower, pumpkin and *sesame* seeds, linseed, poppy, sea salt.",
    allergens: ["gluten", "sesame"],
    contains: "Wheat (gluten), sesame",
    mayAllergens: ["gluten", "milk", "nuts"],
    mayContain: `Rye, nuts, milk. ${oneKitchen}`,
    storage: "Three days in a bread bin, longer sliced and frozen.",
    photoAlt: "Tin loaf with a split top, covered in seeds",
    variants: [{ sku: "SPT-750", size: "750 g", price: 460, baked: 12 }],
  },
  {
    slug: "focaccia",
    name: "Rosemary focaccia",
    summary: "Olive oil, sea salt, rosemary from the yard.",
    description:
      "Poured more than shaped, dimpled by hand, and baked in its own oil. Half a tray feeds four with soup; a whole tray is a birthday.",
    ingredients: "*Wheat* flour, water, olive oil, rosemary, sea salt, yeast.",
    allergens: ["gluten"],
    contains: "Wheat (gluten)",
    mayAllergens: ["milk", "nuts", "sesame"],
    mayContain: `Sesame, milk, nuts. ${oneKitchen}`,
    storage: "Two days, covered. Warm it before you eat it.",
    photoAlt: "Thick piece of focaccia with sprigs of rosemary",
    variants: [
      { sku: "FOC-H", name: "Half tray", size: "450 g", price: 490, baked: 10 },
      { sku: "FOC-W", name: "Whole tray", size: "900 g", price: 920, baked: 6, limit: 2, lowAt: 2 },
    ],
  },
];

const pastry: DemoItem[] = [
  {
    slug: "croissant",
    name: "Butter croissant",
    summary: "Three folds, three days, a lot of butter.",
    description:
      "Laminated with butter from the dairy on the Ashby road. They go into the oven at half past five and most of them are gone by nine.",
    ingredients: "*Wheat* flour, butter (*milk*), whole *milk*, sugar, *egg*, yeast, sea salt.",
    allergens: ["gluten", "eggs", "milk"],
    contains: "Wheat (gluten), milk, egg",
    mayAllergens: ["nuts", "sesame"],
    mayContain: `Nuts, sesame. ${oneKitchen}`,
    storage: "Today. Tomorrow, five minutes in a warm oven.",
    photoAlt: "Plump butter croissant",
    variants: [{ sku: "CRO-1", price: 230, baked: 30, limit: 12, lowAt: 6 }],
  },
  {
    slug: "cinnamon-knot",
    name: "Cinnamon knot",
    summary: "Twisted, sticky underneath, pearl sugar on top.",
    description:
      "Cardamom in the dough, cinnamon and brown sugar in the twist. We make one batch a day, so there is a limit of four to an order.",
    ingredients:
      "*Wheat* flour, *milk*, butter (*milk*), brown sugar, *egg*, cinnamon, cardamom, pearl sugar, yeast, salt.",
    allergens: ["gluten", "eggs", "milk"],
    contains: "Wheat (gluten), milk, egg",
    mayAllergens: ["nuts", "sesame"],
    mayContain: `Nuts, sesame. ${oneKitchen}`,
    storage: "Two days in a tin.",
    photoAlt: "Cinnamon knot with pearl sugar",
    variants: [{ sku: "CIN-1", price: 290, baked: 18, limit: 4, lowAt: 5 }],
  },
  {
    slug: "raisin-swirl",
    name: "Raisin swirl",
    summary: "Croissant dough, vanilla custard, plump raisins.",
    description:
      "The trimmings of the croissant dough deserve something good. The raisins are soaked in tea the evening before, so they stay soft in the oven.",
    ingredients:
      "*Wheat* flour, butter (*milk*), *milk*, raisins, sugar, *egg*, cornflour, black tea, vanilla, yeast, salt.",
    allergens: ["gluten", "eggs", "milk"],
    contains: "Wheat (gluten), milk, egg",
    mayAllergens: ["nuts", "sesame", "sulphites"],
    mayContain: `Nuts, sesame, sulphites. ${oneKitchen}`,
    storage: "Today.",
    photoAlt: "Swirl of pastry with raisins, standing on its edge",
    variants: [{ sku: "RAI-1", price: 270, baked: 14 }],
  },
  {
    slug: "custard-tart",
    name: "Custard tart",
    summary: "Short pastry, a deep wobble, nutmeg.",
    description:
      "Eggs from Nell's hens, cream, and nutmeg grated over each one by hand. Set just enough to carry home if you walk.",
    ingredients: "Cream (*milk*), *wheat* flour, *egg*, butter (*milk*), sugar, nutmeg, salt.",
    allergens: ["gluten", "eggs", "milk"],
    contains: "Milk, wheat (gluten), egg",
    mayAllergens: ["nuts"],
    mayContain: `Nuts. ${oneKitchen}`,
    storage: "Two days in the fridge.",
    photoAlt: "Deep custard tart with nutmeg on top",
    variants: [{ sku: "CUS-1", price: 320, baked: 12, limit: 6 }],
  },
  {
    slug: "cheddar-scone",
    name: "Cheddar scone",
    summary: "Tall, mustardy, with a crust of cheese.",
    description:
      "Mature cheddar in the dough and more on top, where it catches. Good with soup, better with butter while it is warm.",
    ingredients:
      "*Wheat* flour, mature cheddar (*milk*), butter (*milk*), buttermilk (*milk*), *mustard* powder, baking powder, cayenne.",
    allergens: ["gluten", "milk", "mustard"],
    contains: "Wheat (gluten), milk, mustard",
    mayAllergens: ["eggs", "sesame"],
    mayContain: `Egg, sesame. ${oneKitchen}`,
    storage: "Two days. They freeze well.",
    photoAlt: "Tall cheese scone beside a piece of cheddar",
    variants: [{ sku: "CHE-1", price: 260, baked: 16 }],
  },
];

const biscuits: DemoItem[] = [
  {
    slug: "oat-cookies",
    name: "Oat and chocolate cookies",
    summary: "Crisp edge, soft middle, dark chocolate.",
    description:
      "Three to a bag. Rolled oats toasted in butter, and chocolate chopped with a knife so that some pieces are large and some are dust.",
    ingredients: "*Oats*, dark chocolate (*soya*), *wheat* flour, butter (*milk*), brown sugar, *egg*, sea salt.",
    allergens: ["gluten", "eggs", "soya", "milk"],
    contains: "Oats, wheat (gluten), milk, egg, soya",
    mayAllergens: ["nuts"],
    mayContain: `Nuts. ${oneKitchen}`,
    storage: "Five days in a tin.",
    photoAlt: "Three cookies in a stack",
    variants: [{ sku: "OAT-3", size: "bag of 3", price: 450, baked: 15 }],
  },
  {
    slug: "shortbread",
    name: "Shortbread round",
    summary: "Eight petticoat tails. Butter, sugar, patience.",
    description:
      "Baked slowly until it is the colour of sand and no further. Scored into eight; breaking it evenly is your business.",
    ingredients: "*Wheat* flour, butter (*milk*), sugar, rice flour, sea salt.",
    allergens: ["gluten", "milk"],
    contains: "Wheat (gluten), milk",
    mayAllergens: ["eggs", "nuts"],
    mayContain: `Egg, nuts. ${oneKitchen}`,
    storage: "Three weeks in a tin.",
    photoAlt: "Round of shortbread with one wedge lifted out",
    variants: [{ sku: "SHB-8", size: "8 pieces", price: 540, baked: 8 }],
  },
  {
    slug: "ginger-snaps",
    name: "Ginger snaps",
    summary: "Thin, hard and hot. Made for dunking.",
    description:
      "Ground ginger, fresh ginger and black pepper. They snap when they are new and lean when they are old.",
    ingredients: "*Wheat* flour, golden syrup, butter (*milk*), sugar, ginger, black pepper, bicarbonate of soda.",
    allergens: ["gluten", "milk"],
    contains: "Wheat (gluten), milk",
    mayAllergens: ["gluten", "eggs", "nuts"],
    mayContain: `Egg, oats, nuts. ${oneKitchen}`,
    storage: "Two weeks in a jar with a good lid.",
    photoAlt: "Stack of ginger snaps with one leaning against it",
    variants: [{ sku: "GIN-10", size: "bag of 10", price: 390, baked: 12 }],
  },
];

const larder: DemoItem[] = [
  {
    slug: "damson-jam",
    name: "Damson jam",
    summary: "Sharp, dark, from three trees on Mill Lane.",
    description:
      "Picked by whoever is free in September. Not very sweet, set softly, and worth opening for the smell alone. Watch for the odd stone.",
    ingredients: "Damsons, sugar, lemon juice.",
    storage: "A year unopened, then six weeks in the fridge.",
    photoAlt: "Jar of damson jam with two damsons beside it",
    variants: [{ sku: "JAM-340", size: "340 g", price: 560, kept: 26, lowAt: 6 }],
  },
  {
    slug: "honey",
    name: "Chapel Field honey",
    summary: "Set honey from four hives behind the chapel.",
    description: "Lime blossom and bramble, mostly. Taken off in August, strained once, and left to set as it likes.",
    ingredients: "Honey. Not for babies under twelve months.",
    storage: "For ever, out of the sun.",
    photoAlt: "Jar of honey under a checked cloth, with a dipper",
    variants: [{ sku: "HON-340", size: "340 g", price: 780, kept: 18, lowAt: 5 }],
  },
  {
    slug: "granola",
    name: "Oven-end granola",
    summary: "Toasted in the last heat of the oven.",
    description:
      "It goes in when the bread comes out and dries for four hours in the falling heat. Big clusters, not much sugar.",
    ingredients: "*Oats*, honey, *hazelnuts*, *almonds*, sunflower seeds, rapeseed oil, dried sour cherries, sea salt.",
    allergens: ["gluten", "nuts"],
    contains: "Oats (gluten), hazelnuts, almonds",
    mayAllergens: ["gluten", "milk", "sesame"],
    mayContain: `Wheat, sesame, milk. ${oneKitchen}`,
    storage: "Two months, sealed.",
    photoAlt: "Paper bag of granola, filled to the top",
    variants: [{ sku: "GRA-500", size: "500 g", price: 690, kept: 22, lowAt: 5 }],
  },
];

const goods: DemoItem[] = [
  {
    slug: "tote",
    name: "Fern tote",
    summary: "Heavy canvas. Carries five loaves and a jar.",
    description:
      "Printed by hand in Fernhill on undyed cotton canvas, with handles long enough for a shoulder. Wash it at 30 and hang it out.",
    photoAlt: "Canvas tote with a fern print and a baguette in it",
    variants: [{ sku: "TOT-1", price: 1400, kept: 40, lowAt: 8 }],
  },
  {
    slug: "tea-towel",
    name: "Fern tea towel",
    summary: "Linen and cotton, woven stripe, printed leaf.",
    description:
      "Half linen, half cotton, 48 by 74 cm. It dries glasses without leaving fluff, and gets better every wash.",
    photoAlt: "Striped tea towel with a fern print, hung over a rail",
    variants: [{ sku: "TEA-1", price: 950, kept: 12, lowAt: 4 }],
  },
];

export const catalogue: DemoCategory[] = [
  { slug: "bread", name: "Bread", note: "Out of the oven by six", items: bread },
  { slug: "pastry", name: "Pastry", note: "Warm at eight", items: pastry },
  { slug: "biscuits", name: "Biscuits", note: "Baked in the afternoon", items: biscuits },
  { slug: "larder", name: "Larder", note: "These keep", keeps: true, items: larder },
  { slug: "goods", name: "Goods", note: "These keep too", keeps: true, items: goods },
];
