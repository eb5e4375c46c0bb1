namespace CoRe.BotFramework.Dialogs.Choices { public enum NamespaceMarker { None } }
