"""Files, safely: bytes to cells behind a guard, and outputs written whole or not at all."""
