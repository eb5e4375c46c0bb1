namespace CoRe.Bot.BotSdk;

/// <summary>
/// The one place where the two bot runtimes differ for the product: activities and state documents as bytes. This is the
/// variant for CoRe.BotFramework; <c>BotSdk/Microsoft</c> holds the other (see Directory.Build.props, <c>BotSdk</c>).
/// </summary>
internal static class SdkJson
{
    public static byte[] Write(Activity activity) => ActivityJson.SerializeToUtf8Bytes(activity);

    public static Activity Read(ReadOnlySpan<byte> json) => ActivityJson.Deserialize(json);

    /// <summary>A state document of the runtime's <c>BotState</c> as JSON.</summary>
    public static ReadOnlyMemory<byte> WriteState(object document) => ((StateDocument)document).Utf8Json;

    public static object ReadState(ReadOnlyMemory<byte> json) => new StateDocument(json, "*");
}
