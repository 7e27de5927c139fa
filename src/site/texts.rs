//! The words for readers inside typed content: what another script changes, and nothing else.

/// A value that holds words for readers.
pub trait Texts {
    /// Calls `visit` for each text that readers see. Names for programs (identifiers, addresses,
    /// files, numbers of telephones) are not among them.
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String));
}

impl Texts for String {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        visit(self);
    }
}

impl<T: Texts> Texts for Option<T> {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        self.iter_mut().for_each(|value| value.each_text(visit));
    }
}

impl<T: Texts> Texts for Vec<T> {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        self.iter_mut().for_each(|value| value.each_text(visit));
    }
}

impl<A: Texts, B: Texts> Texts for (A, B) {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        self.0.each_text(visit);
        self.1.each_text(visit);
    }
}

impl<T: Texts> Texts for super::fields::At<T> {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        self.value.each_text(visit);
    }
}

/// Says which fields of a type hold words for readers.
macro_rules! texts {
    ($type:ty: $($field:ident),+) => {
        impl $crate::site::texts::Texts for $type {
            fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
                $($crate::site::texts::Texts::each_text(&mut self.$field, visit);)+
            }
        }
    };
}

pub(super) use texts;
