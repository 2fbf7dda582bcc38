// Calls a function when nothing has been typed for a while, so that not every key asks the server.
export default function later(call, pause = 300) {
  let waiting;
  return (...values) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => call(...values), pause);
  };
}
