/** The common emoji by Slack's names. One that is not here is shown as it was written, `:name:`. */
const NAMED = `
  +1:👍 thumbsup:👍 -1:👎 thumbsdown:👎 ok_hand:👌 wave:👋 clap:👏 raised_hands:🙌 pray:🙏 muscle:💪 handshake:🤝 point_right:👉 point_left:👈 point_up:☝️ point_down:👇 eyes:👀
  smile:😄 smiley:😃 grinning:😀 grin:😁 joy:😂 slightly_smiling_face:🙂 wink:😉 blush:😊 heart_eyes:😍 thinking_face:🤔 sweat_smile:😅 neutral_face:😐 confused:😕 disappointed:😞 cry:😢 sob:😭 scream:😱 rage:😡 sunglasses:😎 tada:🎉 party:🥳 partying_face:🥳 rocket:🚀 fire:🔥 sparkles:✨ star:⭐ star2:🌟 zap:⚡ boom:💥 100:💯
  heart:❤️ green_heart:💚 blue_heart:💙 broken_heart:💔 white_check_mark:✅ heavy_check_mark:✔️ ballot_box_with_check:☑️ x:❌ heavy_multiplication_x:✖️ negative_squared_cross_mark:❎ warning:⚠️ rotating_light:🚨 no_entry:⛔ no_entry_sign:🚫 exclamation:❗ heavy_exclamation_mark:❗ question:❓ grey_question:❔ information_source:ℹ️ bulb:💡 bell:🔔 no_bell:🔕 lock:🔒 unlock:🔓 key:🔑 gear:⚙️ hammer_and_wrench:🛠️ wrench:🔧
  red_circle:🔴 large_green_circle:🟢 large_yellow_circle:🟡 large_orange_circle:🟠 large_blue_circle:🔵 large_purple_circle:🟣 black_circle:⚫ white_circle:⚪ large_blue_square:🟦 small_blue_diamond:🔹 small_orange_diamond:🔸
  phone:☎️ telephone_receiver:📞 iphone:📱 email:📧 e-mail:📧 envelope:✉️ incoming_envelope:📨 inbox_tray:📥 outbox_tray:📤 mailbox:📫 speech_balloon:💬 left_speech_bubble:🗨️ thought_balloon:💭 memo:📝 pencil:📝 pencil2:✏️ spiral_note_pad:🗒️ notebook:📓 book:📖 books:📚 bookmark:🔖 label:🏷️ paperclip:📎 pushpin:📌 round_pushpin:📍 link:🔗 scissors:✂️ clipboard:📋 card_index:📇 card_file_box:🗃️ file_folder:📁 open_file_folder:📂 file_cabinet:🗄️ wastebasket:🗑️ page_facing_up:📄 newspaper:📰
  calendar:📆 date:📅 spiral_calendar_pad:🗓️ clock1:🕐 alarm_clock:⏰ stopwatch:⏱️ hourglass:⌛ hourglass_flowing_sand:⏳ watch:⌚
  bar_chart:📊 chart_with_upwards_trend:📈 chart_with_downwards_trend:📉 mag:🔍 mag_right:🔎 computer:💻 floppy_disk:💾 package:📦 gift:🎁 trophy:🏆 dart:🎯 moneybag:💰 briefcase:💼 house:🏠 office:🏢 earth_africa:🌍 globe_with_meridians:🌐 airplane:✈️ car:🚗 coffee:☕ pizza:🍕 cake:🍰 beers:🍻
  bust_in_silhouette:👤 busts_in_silhouette:👥 man:👨 woman:👩 technologist:🧑‍💻 robot_face:🤖 ghost:👻 bug:🐛 cat:🐱 dog:🐶 sunny:☀️ cloud:☁️ umbrella:☔ snowflake:❄️ seedling:🌱 herb:🌿 evergreen_tree:🌲
  arrow_right:➡️ arrow_left:⬅️ arrow_up:⬆️ arrow_down:⬇️ arrows_counterclockwise:🔄 repeat:🔁 leftwards_arrow_with_hook:↩️ arrow_right_hook:↪️ heavy_plus_sign:➕ heavy_minus_sign:➖ new:🆕 ok:🆗 sos:🆘 recycle:♻️ copyright:©️ tm:™️ one:1️⃣ two:2️⃣ three:3️⃣ four:4️⃣ five:5️⃣
`;

const EMOJI = new Map(
  NAMED.trim()
    .split(/\s+/)
    .map((pair) => {
      const at = pair.indexOf(":");
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
);

/** Offered first where somebody reacts to a message. */
export const REACTIONS = ["+1", "heart", "tada", "eyes", "white_check_mark", "pray"];

/** The character, or null for a name that is not known. */
export function emoji(name) {
  return EMOJI.get(name.replace(/::skin-tone-\d$/, "")) ?? null;
}

/** @returns {[name: string, character: string][]} whose names contain `typed`, the best first */
export function emojiLike(typed) {
  const found = [...EMOJI].filter(([name]) => name.includes(typed));
  return found.sort(([a], [b]) => Number(b.startsWith(typed)) - Number(a.startsWith(typed)));
}
