import { Poster } from "@/lib/deliveries/channels/poster";

/** A process of its own, so that a test can say whom it trusts: posts to each address and prints the answers. */
const poster = new Poster(5_000);
const stopping = new AbortController().signal;
const answers = [];
for (const address of process.argv.slice(2)) answers.push(await poster.post(address, { headers: {}, stopping }));
console.log(JSON.stringify(answers));
process.exit(0);
