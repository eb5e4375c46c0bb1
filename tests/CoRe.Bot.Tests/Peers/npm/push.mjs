// A push service (npm web-push-testing) on loopback: it checks signature and encryption of what it is sent.
// argv[2]: the clock of the test in milliseconds, because signatures have an end.
// On standard input, a JSON line each: {"subscribe": key}, {"expire": hash}, {"read": hash}; answers a JSON line each.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const { PushApiModel } = require("web-push-testing/src/PushApiModel.js");
const Server = require("web-push-testing/src/server.js");
const at = Number(process.argv[2]);
Date.now = () => at;

const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");
const model = new PushApiModel();
const server = new Server(model, 0);
server.setRequestHandlers();
const open = server._app.listen(0, "127.0.0.1", () => {
  model.notifyUrl = `http://localhost:${open.address().port}/notify/`;
  say({ port: open.address().port });
});

createInterface({ input: process.stdin }).on("line", async (line) => {
  const order = JSON.parse(line);
  try {
    if (order.subscribe) {
      say(await model.subscribe({ userVisibleOnly: "true", applicationServerKey: order.subscribe }));
    } else if (order.expire) {
      model.expireSubscription(order.expire);
      say({ done: true });
    } else {
      say(model.getNotifications({ clientHash: order.read }));
    }
  } catch (error) {
    say({ problem: error.message });
  }
}).on("close", () => process.exit(0));
