// The form of an entry works without these modules; each makes one thing more comfortable.
import "./cities.js";
import "./choices.js"; // after the cities, which are drawn anew
import "./completeness.js";
import "./markdown.js";
import "./period.js";
import "./unsaved.js";
