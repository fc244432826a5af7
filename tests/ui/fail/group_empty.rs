use miro::api::BoardHandle;

miro::endpoints! {
    pub Things for BoardHandle {}
    pub Others for BoardHandle;
}

fn main() {}
