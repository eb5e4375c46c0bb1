// A real mail server (npm smtp-server) on loopback. argv[2]: what to do with one letter after the other, as a JSON list of
//   busy: refuse the recipient for now   full: refuse the letter for now   lose: take it and cut the line before saying so
//   hang: take it and never answer       take (also when the list is over)
// Prints one JSON line for its port and one for each letter that it took.
import { SMTPServer } from "smtp-server";

const todo = JSON.parse(process.argv[2] ?? "[]");
const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");
const later = (text) => Object.assign(new Error(text), { responseCode: 451 });

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  disableReverseLookup: true,
  onRcptTo(address, session, done) {
    if (todo[0] === "busy") {
      todo.shift();
      return done(later("greylisted"));
    }
    done();
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      const act = todo.shift() ?? "take";
      if (act === "full") {
        return done(later("mailbox is locked"));
      }
      const raw = Buffer.concat(parts).toString("latin1");
      const id = /^message-id:\s*<([^>]+)>/im.exec(raw)?.[1];
      say({ letter: { id, to: session.envelope.rcptTo.map((one) => one.address), act } });
      if (act === "lose") {
        for (const connection of server.connections) connection._socket.destroy();
        return;
      }
      if (act !== "hang") done(null, "kept");
    });
  },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => say({ port: server.server.address().port }));
process.stdin.on("end", () => process.exit(0)).resume();
