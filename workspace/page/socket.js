/** The live connection to the server: frames come in, and it comes back by itself when it is lost. */

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 8000;

export class Socket {
  #userId;
  #listener;
  #socket = null;
  #pause = FIRST_PAUSE;
  #timer = 0;
  #isOver = false;

  /**
   * @param {string} userId whose frames
   * @param {{frame: (frame: object) => void, state: (isLive: boolean) => void}} listener
   */
  constructor(userId, listener) {
    this.#userId = userId;
    this.#listener = listener;
    this.#connect();
  }

  close() {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#socket.close();
  }

  #connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.#socket = new WebSocket(
      `${scheme}://${location.host}/api/socket?user=${encodeURIComponent(this.#userId)}`,
    );
    this.#socket.addEventListener("open", () => {
      if (this.#isOver) return;
      this.#pause = FIRST_PAUSE;
      this.#listener.state(true);
    });
    this.#socket.addEventListener("message", ({ data }) => {
      if (!this.#isOver) this.#listener.frame(JSON.parse(data));
    });
    this.#socket.addEventListener("close", () => this.#retry());
  }

  #retry() {
    if (this.#isOver) return;
    this.#listener.state(false);
    this.#timer = setTimeout(() => this.#connect(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }
}
