import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Works with the address of a server that answers all with these bytes, or that it has nothing. */
export async function served(
  answer: Buffer | undefined,
  use: (address: string) => Promise<void>,
): Promise<void> {
  const server = createServer((_, response) => {
    response.writeHead(answer ? 200 : 404).end(answer);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
