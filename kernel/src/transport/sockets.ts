import { randomUUID } from "node:crypto";
import { Reply, Router, XPublisher } from "zeromq";
import { address, type Connection } from "./connection.js";
import type { Message, Outgoing } from "./message.js";
import { Outbox } from "./outbox.js";
import { longestQueue, PatientSender } from "./patient-sender.js";
import { Signer } from "./signer.js";
import { subscribedTopic } from "./subscriptions.js";
import type { Channel, Receiver, RequestChannel, Transport } from "./transport.js";
import { Wire } from "./wire.js";

/** How long a closed socket still tries to deliver, in milliseconds. */
const linger = 500;

/** A client that connects anew under its old identity is heard, also before the old one is gone. */
const routing = { linger, handover: true };

/** The five sockets of a kernel, over ZeroMQ. */
export class Sockets implements Transport {
  readonly #shell = new Router({ ...routing, sendHighWaterMark: 0, receiveHighWaterMark: 0 });
  readonly #control = new Router(routing);
  readonly #stdin = new Router(routing);
  readonly #iopub = new XPublisher({ linger, sendHighWaterMark: longestQueue, sendTimeout: 0 });
  readonly #patient = new PatientSender(this.#iopub);
  readonly #heartbeat = new Reply({ linger: 0 });
  readonly #outboxes = {
    shell: new Outbox(this.#shell),
    control: new Outbox(this.#control),
    stdin: new Outbox(this.#stdin),
    iopub: new Outbox(this.#patient),
  };
  readonly #received: Record<Channel, number> = { shell: 0, control: 0, stdin: 0 };
  readonly #wire: Wire;

  constructor({ key, signature_scheme }: Connection) {
    this.#wire = new Wire(new Signer(key, signature_scheme), randomUUID());
    // A second client that subscribes to the same topic is welcome too.
    this.#iopub.verbosity = "allSubs";
  }

  /** Binds all ports of `connection` and starts to deliver requests. */
  async open(connection: Connection, receiver: Receiver): Promise<void> {
    await Promise.all([
      this.#shell.bind(address(connection, connection.shell_port)),
      this.#control.bind(address(connection, connection.control_port)),
      this.#stdin.bind(address(connection, connection.stdin_port)),
      this.#iopub.bind(address(connection, connection.iopub_port)),
      this.#heartbeat.bind(address(connection, connection.hb_port)),
    ]);
    void this.#beat();
    void this.#welcome(receiver);
    const take = (channel: RequestChannel) => (message: Message) =>
      receiver.receive(channel, message);
    void this.#listen("shell", this.#shell, { take: take("shell"), receiver });
    void this.#listen("control", this.#control, { take: take("control"), receiver });
    const answered = (message: Message): void => receiver.answered(message);
    void this.#listen("stdin", this.#stdin, { take: answered, receiver });
  }

  publish(message: Outgoing): void {
    this.#outboxes.iopub.put(this.#wire.encode([message.type], message).frames);
  }

  reply(channel: RequestChannel, request: Message, message: Outgoing): void {
    this.#send(channel, request, message);
  }

  ask(request: Message, message: Outgoing): string {
    return this.#send("stdin", request, message);
  }

  room(): Promise<void> | undefined {
    return this.#outboxes.iopub.room();
  }

  whenDrained(channel: RequestChannel, callback: () => void): void {
    // Asking ZeroMQ whether a socket is readable can swallow the event that a pending receive
    // waits for. What has arrived is delivered within a turn of the event loop.
    const before = this.#received[channel];
    setImmediate(() => {
      setImmediate(() => {
        if (this.#received[channel] === before) callback();
        else this.whenDrained(channel, callback);
      });
    });
  }

  async close(): Promise<void> {
    this.#patient.hurry();
    await Promise.all(Object.values(this.#outboxes).map((outbox) => outbox.flushed()));
    const sockets = [this.#shell, this.#control, this.#stdin, this.#iopub, this.#heartbeat];
    for (const socket of sockets) socket.close();
  }

  async #beat(): Promise<void> {
    for await (const frames of this.#heartbeat) await this.#heartbeat.send(frames);
  }

  #send(channel: Channel, request: Message, message: Outgoing): string {
    const { id, frames } = this.#wire.encode(request.identities, { ...message, parent: request });
    this.#outboxes[channel].put(frames);
    return id;
  }

  /** Greets each subscription on its own topic: who waits for that knows that it misses nothing. */
  async #welcome(receiver: Receiver): Promise<void> {
    for await (const [frame] of this.#iopub) {
      const subscription = subscribedTopic(frame!);
      if (subscription === undefined) continue;
      const message = { type: "iopub_welcome", content: { subscription } };
      this.#outboxes.iopub.put(this.#wire.encode([subscription], message).frames);
      receiver.joined();
    }
  }

  async #listen(channel: Channel, socket: Router, { take, receiver }: Listener): Promise<void> {
    for await (const frames of socket) {
      this.#received[channel]++;
      try {
        take(this.#wire.decode(frames));
      } catch (error) {
        receiver.refused(channel, error as Error);
      }
    }
  }
}

interface Listener {
  readonly take: (message: Message) => void;
  readonly receiver: Receiver;
}
