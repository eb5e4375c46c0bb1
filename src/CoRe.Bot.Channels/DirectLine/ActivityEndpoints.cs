using System.Buffers.Text;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.DirectLine.Tokens;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Channels.DirectLine;

/// <summary>What is said: sending and reading back.</summary>
internal sealed class ActivityEndpoints(IInbox inbox, IConversationAccess conversations, Gate gate, BodyReader bodies)
{
    /// <summary>POST conversations/{id}/activities. The answer means that the words are safe; the bot's turn comes after.</summary>
    public async Task<IResult> PostAsync(string id, HttpRequest request, CancellationToken cancellationToken)
    {
        var claims = gate.Enter(request, id);
        using var body = await bodies.ReadAsync(request, cancellationToken) ?? throw Refusal.BadSyntax();
        var (activity, clientKey) = ActivityReader.Read(body.RootElement, id, claims.User);
        if (activity.Type is not (ActivityTypes.Message or ActivityTypes.Event))
        {
            return await AcknowledgeAsync(id, cancellationToken);
        }

        var dedupeKey = clientKey is null ? $"r.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16))}" : $"c.{clientKey}";

        // It arrived whole: a phone that loses its network in this moment must not undo it.
        var receipt = await inbox.AcceptAsync(new InboundActivity(Wire.ChannelId, id, dedupeKey, activity), CancellationToken.None);
        return receipt.Outcome == InboxOutcome.Gone ? throw Refusal.NotFound() : Id(receipt.ActivityId);
    }

    /// <summary>GET conversations/{id}/activities: a page of what came after the watermark; page on until it is empty.</summary>
    public async Task<IResult> ReadAsync(string id, HttpRequest request, string? watermark, CancellationToken cancellationToken)
    {
        gate.Enter(request, id);
        var after = Wire.Watermark(watermark);
        var lines = await conversations.ReadAsync(id, after, ConversationEndpoints.Page, cancellationToken) ?? throw Refusal.NotFound();
        var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            Wire.WriteSet(json, lines, after);
        }

        return TypedResults.Bytes(body.GetBuffer().AsMemory(0, (int)body.Length), $"{MediaTypeNames.Application.Json}; charset=utf-8");
    }

    /// <summary>POST conversations/{id}/upload: refused, with the reason, so that a page can show it.</summary>
    public IResult Upload(string id, HttpRequest request)
    {
        gate.Enter(request, id);
        throw Refusal.Uploads();
    }

    /// <summary>Typing and the like are part of the protocol but of no talk: taken politely, kept nowhere. Number 0 is never a line.</summary>
    private async Task<IResult> AcknowledgeAsync(string id, CancellationToken cancellationToken) =>
        await conversations.ExistsAsync(id, cancellationToken) ? Id($"{id}|0000000") : throw Refusal.NotFound();

    private static IResult Id(string id) => TypedResults.Json(new ActivityAnswer(id), DirectLineJson.Default.ActivityAnswer);
}
