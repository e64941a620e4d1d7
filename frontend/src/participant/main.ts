// The participants' pages: their styles, and what makes them quick.
import "../../styles/tokens.css";
