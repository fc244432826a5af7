use super::LogActor;
use crate::model::object::object;

object! {
    /// An interaction of a user with an AI feature of Miro.
    pub AiInteractionLog {
        /// Identifies the log entry.
        id => "id": String, required;
        /// When the interaction took place.
        created_at => "createdAt": time;
        /// When the entry was logged. Lists filter by this time.
        stored_at => "storedAt": time;
        /// Identifies the session of the interaction.
        session_id => "sessionId": text;
        /// Identifies the message of the interaction.
        message_id => "messageId": text;
        /// The object on which the feature was used.
        object => "object": AiInteractionLogObject;
        /// The AI feature, such as `ai_generate_sticky_notes`.
        ai_feature_name => "aiFeatureName": text;
        /// The user.
        actor => "actor": LogActor;
        /// The kind of entry, such as `request`.
        log_kind => "logType": text;
        /// The content of the interaction, in a form that depends on the feature.
        details => "details": json;
    }

    /// A board or an organization on which an AI feature was used.
    #[derive(Default)]
    pub AiInteractionLogObject {
        /// Identifies the object.
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
