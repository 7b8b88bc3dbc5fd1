//! Tables become claims, and every row is accounted for.

#[path = "import/case.rs"]
mod case;
#[path = "import/commands.rs"]
mod commands;
#[path = "import/forms.rs"]
mod forms;
#[path = "import/mappings.rs"]
mod mappings;
#[path = "import/meaning.rs"]
mod meaning;
#[path = "import/rows.rs"]
mod rows;
