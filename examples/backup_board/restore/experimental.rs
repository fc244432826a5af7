//! Restores content that only experimental operations create.

use miro::model::RelativeTo;
use miro::model::experimental::CodeWidget;

use super::Restore;
use crate::archive::Contents;
use crate::mind_maps::{self, Placed};

impl Restore<'_> {
    pub(super) async fn code_widgets(&mut self, widgets: &[CodeWidget]) {
        for widget in widgets {
            // Such a position is relative to the corner of a frame, and Miro does not report which frame.
            let is_in_frame = widget.position.as_ref().is_some_and(|position| {
                position.relative_to.as_ref().is_some_and(|origin| *origin == RelativeTo::ParentTopLeft)
            });
            if is_in_frame {
                self.changed.push(format!("code widget {} is on the board, and not in its frame", widget.id));
            }
            match self.board.code_widgets().create(widget.to_new()).await {
                Ok(copy) => {
                    self.copies.insert(widget.id.clone(), copy.id);
                    self.made("code widgets");
                }
                Err(error) => self.left_out.push(format!("code widget {}: {error}", widget.id)),
            }
        }
    }

    /// Creates nodes one at a time, because each needs its parent.
    pub(super) async fn mind_maps(&mut self, contents: &Contents) {
        let mut arranged = 0_usize;
        for Placed { node, parent, place, is_arranged } in mind_maps::placed(contents) {
            let mut new = node.to_new().at(place.0, place.1);
            if let Some(parent) = parent {
                let Some(parent) = self.copies.get(parent) else {
                    let reason = "the node that it hangs on is not there";
                    self.left_out.push(format!("mind map node {}: {reason}", node.id));
                    continue;
                };
                new = new.below(parent);
            }
            match self.board.mind_map_nodes().create(new).await {
                Ok(copy) => {
                    self.copies.insert(node.id.clone(), copy.id);
                    arranged += usize::from(is_arranged);
                    self.made("mind map nodes");
                }
                Err(error) => self.left_out.push(format!("mind map node {}: {error}", node.id)),
            }
        }
        if arranged > 0 {
            self.changed.push(format!(
                "{arranged} mind map nodes are arranged anew, below everything else: Miro does not say where they were"
            ));
        }
    }
}
