using System.Globalization;
using CoRe.Bot.BotSdk;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Conversations;

/// <summary>Activities as the protocol's JSON, with the members that only the server may set.</summary>
internal static class ActivityText
{
    public static string Id(ConversationId conversation, long number) => string.Create(CultureInfo.InvariantCulture, $"{conversation}|{number:D7}");

    /// <summary>Stamps id, time, conversation and role, then writes the JSON.</summary>
    public static byte[] Stamp(Activity activity, ConversationId conversation, long number, Speaker speaker, DateTimeOffset now)
    {
        activity.Id = Id(conversation, number);
        activity.Timestamp = now;
        activity.Conversation = new ConversationAccount { Id = conversation.Value };
        activity.From ??= new ChannelAccount { Id = speaker == Speaker.Person ? "person" : "bot" };
        activity.From.Role = speaker == Speaker.Person ? RoleTypes.User : RoleTypes.Bot;
        activity.ServiceUrl = null;
        return Write(activity);
    }

    public static byte[] Write(Activity activity) => SdkJson.Write(activity);

    public static Activity Read(ReadOnlySpan<byte> json) => SdkJson.Read(json);
}
