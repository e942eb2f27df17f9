/** Loaded before a program that the start runs: if the start is killed, the program ends too, as on SIGTERM. */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
