use super::LogActor;
use crate::model::object::object;

object! {
    /// Something that a user and an AI feature of Miro did together.
    pub AiInteractionLog {
        /// Identifies the entry of the log.
        id => "id": String, required;
        /// When it happened.
        created_at => "createdAt": time;
        /// When it was put into the log, which is the time that lists go by.
        stored_at => "storedAt": time;
        /// Identifies the session that it was part of.
        session_id => "sessionId": text;
        /// Identifies the message that it is about.
        message_id => "messageId": text;
        /// What it was done on.
        object => "object": AiInteractionLogObject;
        /// The AI feature, such as `ai_generate_sticky_notes`.
        ai_feature_name => "aiFeatureName": text;
        /// Who used it.
        actor => "actor": LogActor;
        /// What kind of entry it is, such as `request`.
        log_kind => "logType": text;
        /// What was said, in a form that depends on the feature.
        details => "details": json;
    }

    /// A board or an organization that an AI feature was used on.
    #[derive(Default)]
    pub AiInteractionLogObject {
        /// Identifies it.
        id => "id": text;
        /// `board` or `organization`.
        kind => "type": text;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_interaction_reads_with_details_of_any_form() {
        let sent = json!({
            "id": "2dcf57ff-f12c-4fad-b708-c1642204b41b", "createdAt": "2023-06-24T17:32:28.000Z",
            "storedAt": "2023-06-24T17:32:30.000Z", "sessionId": "a1b2", "messageId": "b2c3",
            "object": {"id": "3458764549483493025", "type": "board"}, "aiFeatureName": "ai_generate_sticky_notes",
            "actor": {"id": "3458764517517852417", "email": "a@b.c", "name": "A"}, "logType": "request",
            "details": {"text": "{\"text\":\"Generate me 1 sticker\"}"}
        });
        let interaction: AiInteractionLog = serde_json::from_value(sent.clone()).unwrap();
        assert_eq!(interaction.object.as_ref().unwrap().kind.as_deref(), Some("board"));
        assert!(interaction.extra.is_empty());
        assert_eq!(serde_json::to_value(&interaction).unwrap(), sent);
    }
}
