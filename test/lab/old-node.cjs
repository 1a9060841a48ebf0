// Loaded before a script, lets it believe that it runs on a Node that is too old.
Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.8" } });
