//! Which file of the project uses which, read from the syntax trees of the sources.
//!
//! A use is a path that leads to another file: in a `use`, in a type, an expression, a pattern, or
//! among the tokens of a macro. Names that a file hands on (`pub use`) are followed to the file
//! that has them; handing on is no use in itself. What is compiled for tests or fuzzing alone is left out.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, UseTree, Visibility};

use super::sources::sources;

/// A path from the crate's root, or from a library's name.
type Names = Vec<String>;

/// A module that is a file.
#[derive(Default)]
struct Module {
    /// What its names stand for: imports, handed on or not.
    imports: BTreeMap<String, Names>,
    /// Modules whose names are all imported.
    globs: Vec<Names>,
    /// Paths in its code, as they are written, and the private imports.
    paths: BTreeSet<Names>,
}

/// The files of the library and what they use.
pub struct Graph {
    modules: BTreeMap<Names, Module>,
    /// Which files each file uses, by the names of their modules.
    uses: BTreeMap<Names, BTreeSet<Names>>,
}

impl Graph {
    /// Reads all sources below `src`, except those of the program and of tests.
    pub fn read(src: &Path) -> Self {
        let mut files = BTreeMap::new();
        for path in sources(src) {
            let names: Names = path
                .strip_prefix(src)
                .unwrap()
                .with_extension("")
                .iter()
                .map(|part| part.to_str().unwrap().to_owned())
                .collect();
            if names != ["main"] {
                let names = if names == ["lib"] { vec![] } else { names };
                let file = syn::parse_file(&fs::read_to_string(&path).unwrap());
                files.insert(names, file.unwrap());
            }
        }
        let tests: Vec<Names> = files
            .iter()
            .flat_map(|(names, file)| test_files(names, &file.items))
            .collect();
        files.retain(|names, _| !tests.iter().any(|test| names.starts_with(test)));
        let modules = files
            .iter()
            .map(|(names, file)| (names.clone(), Module::of(file)))
            .collect();
        let mut graph = Self {
            modules,
            uses: BTreeMap::new(),
        };
        for file in graph.modules.keys() {
            let paths = graph.paths(file);
            let used = paths.iter().filter_map(|path| graph.file_of(path));
            let used = used.filter(|other| other != file).map(<[String]>::to_vec);
            graph.uses.insert(file.clone(), used.collect());
        }
        graph
    }

    /// The files, each as a path from the crate's root.
    pub fn files(&self) -> impl Iterator<Item = &[String]> {
        self.modules.keys().map(Vec::as_slice)
    }

    /// Every path in a file, from the crate's root as `crate::…` or from a library's name.
    pub fn paths(&self, file: &[String]) -> BTreeSet<Names> {
        let module = self.modules.get(file).unwrap();
        let globs = module.globs.iter().cloned();
        let paths = module.paths.iter().cloned().chain(globs);
        paths.map(|path| self.resolved(file, &path, 0)).collect()
    }

    /// A path as it is written in a file, followed through imports to where its end is.
    fn resolved(&self, file: &[String], path: &[String], depth: usize) -> Names {
        let Some(first) = path.first() else {
            return vec![];
        };
        let Some(module) = self.modules.get(file).filter(|_| depth < 16) else {
            return path.to_vec();
        };
        let absolute: Names = match first.as_str() {
            "crate" => path.to_vec(),
            "self" => within(file, path.get(1..).unwrap_or_default()),
            "super" => {
                let ups = path.iter().take_while(|name| *name == "super").count();
                let stays = file.len().saturating_sub(ups);
                within(
                    file.get(..stays).unwrap_or_default(),
                    path.get(ups..).unwrap_or_default(),
                )
            }
            name => {
                let child = [file, &[name.to_owned()]].concat();
                let imported = module.imports.get(name).filter(|to| **to != [name]);
                match imported {
                    Some(to) if to != path => {
                        let rest = path.get(1..).unwrap_or_default();
                        let whole = [to.as_slice(), rest].concat();
                        return self.resolved(file, &whole, depth + 1);
                    }
                    _ if self.modules.contains_key(&child) => within(file, path),
                    _ => return path.to_vec(),
                }
            }
        };
        // The file may only hand the next name on.
        let Some(at) = self.file_of(&absolute) else {
            return absolute;
        };
        let rest = absolute.get(1 + at.len()..).unwrap_or_default();
        let handed_on = rest
            .first()
            .and_then(|name| self.modules.get(at)?.imports.get(name));
        match handed_on {
            Some(to) if at != file && !rest.is_empty() => {
                let whole = [to.as_slice(), rest.get(1..).unwrap_or_default()].concat();
                self.resolved(at, &whole, depth + 1)
            }
            _ => absolute,
        }
    }

    /// The file that a path from the root leads into.
    fn file_of(&self, path: &[String]) -> Option<&[String]> {
        let rest = path.strip_prefix(&["crate".to_owned()])?;
        (0..=rest.len())
            .rev()
            .find_map(|length| self.modules.get_key_value(rest.get(..length)?))
            .map(|(names, _)| names.as_slice())
    }

    /// Whose parts stand where: for each module that has parts, which part uses which. A part is a
    /// file with all files below it; the module's own file, which joins its parts, is none.
    pub fn parts(&self) -> BTreeMap<Names, BTreeMap<&str, BTreeSet<&str>>> {
        let mut found: BTreeMap<Names, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
        for (file, used) in &self.uses {
            for depth in 0..file.len() {
                let (Some(module), Some(part)) = (file.get(..depth), file.get(depth)) else {
                    continue;
                };
                let inside = used.iter().filter(|other| other.starts_with(module));
                let others = inside.filter_map(|other| other.get(depth));
                let others = others.filter(|other| *other != part).map(String::as_str);
                let parts = found.entry(module.to_vec()).or_default();
                parts.entry(part).or_default().extend(others);
            }
        }
        found
    }
}

/// Groups of parts of which each uses each other, by way of others or directly.
pub fn circles<'a>(uses: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<BTreeSet<&'a str>> {
    let reached = |part: &'a str| -> BTreeSet<&'a str> {
        let mut seen = BTreeSet::new();
        let mut open = vec![part];
        while let Some(next) = open.pop() {
            let used = uses.get(next).into_iter().flatten();
            open.extend(used.filter(|other| seen.insert(**other)));
        }
        seen
    };
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        uses.keys().map(|part| (*part, reached(part))).collect();
    let in_circle = uses.keys().filter_map(|part| {
        let there = reached.get(part)?.iter().copied();
        let circle =
            there.filter(|other| reached.get(other).is_some_and(|back| back.contains(part)));
        Some(circle.collect::<BTreeSet<&str>>())
    });
    in_circle.filter(|circle| circle.len() > 1).collect()
}

/// A path below a module, from the crate's root.
fn within(module: &[String], path: &[String]) -> Names {
    let root = ["crate".to_owned()];
    [&root, module, path].concat()
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let syn::Meta::List(list) = &attribute.meta else {
            return false;
        };
        // `cfg(test)`, `cfg(all(test, unix))`; not `cfg(not(test))`.
        list.path.is_ident("cfg")
            && matches!(
                list.tokens.to_string().replace(' ', "").as_str(),
                "test" | "all(test,unix)" | "all(unix,test)" | "fuzzing"
            )
    })
}

/// The modules in files of their own that a file has for tests.
fn test_files(names: &[String], items: &[Item]) -> Vec<Names> {
    let modules = items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() && is_for_tests(&module.attrs) => {
            Some([names, &[module.ident.to_string()]].concat())
        }
        _ => None,
    });
    modules.collect()
}

impl Module {
    fn of(file: &syn::File) -> Self {
        let mut module = Self::default();
        module.visit_file(file);
        module
    }

    fn import(&mut self, tree: &UseTree, before: &[String], handed_on: bool) {
        match tree {
            UseTree::Path(path) => {
                let before = [before, &[path.ident.to_string()]].concat();
                self.import(&path.tree, &before, handed_on);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, before, handed_on);
                }
            }
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                let (path, name) = match (name.as_str(), before.last()) {
                    ("self", Some(last)) => (before.to_vec(), last.clone()),
                    _ => ([before, std::slice::from_ref(&name)].concat(), name),
                };
                self.name(name, path, handed_on);
            }
            UseTree::Rename(rename) => {
                let path = [before, &[rename.ident.to_string()]].concat();
                self.name(rename.rename.to_string(), path, handed_on);
            }
            UseTree::Glob(_) => self.globs.push(before.to_vec()),
        }
    }

    fn name(&mut self, name: String, path: Names, handed_on: bool) {
        if !handed_on {
            self.paths.insert(path.clone());
        }
        self.imports.insert(name, path);
    }

    /// Paths among the tokens of a macro, whose syntax is its own.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path = Names::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.paths.insert(std::mem::take(&mut path));
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.tokens(group.stream());
                    self.paths.insert(std::mem::take(&mut path));
                    colons = 0;
                }
                _ => {
                    self.paths.insert(std::mem::take(&mut path));
                    colons = 0;
                }
            }
        }
        self.paths.insert(path);
    }
}

impl<'ast> Visit<'ast> for Module {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Mod(item) => &item.attrs,
            Item::Struct(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_for_tests(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !is_for_tests(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if !is_for_tests(&call.attrs) {
            visit::visit_expr_call(self, call);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let handed_on = !matches!(item.vis, Visibility::Inherited);
        self.import(&item.tree, &[], handed_on);
    }

    /// A module inside the file: `super` in it is the file itself.
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let Some((_, items)) = &item.content else {
            return;
        };
        let mut inner = Self::default();
        for item in items {
            inner.visit_item(item);
        }
        let outward = |path: Names| match path.split_first() {
            Some((first, rest)) if first == "super" => match rest.first() {
                Some(next) if next == "super" => rest.to_vec(),
                _ => [&["self".to_owned()], rest].concat(),
            },
            _ => path,
        };
        self.paths.extend(inner.paths.into_iter().map(outward));
        self.globs.extend(inner.globs.into_iter().map(outward));
        for (name, path) in inner.imports {
            self.imports.entry(name).or_insert_with(|| outward(path));
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|part| part.ident.to_string());
        self.paths.insert(names.collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, makro: &'ast syn::Macro) {
        visit::visit_macro(self, makro);
        self.tokens(makro.tokens.clone());
    }
}
