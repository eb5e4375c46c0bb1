using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Referrals.Answering;

/// <summary>What a programme of a service answers.</summary>
/// <param name="Answer"><c>accept</c>, <c>reject</c> or <c>finish</c>.</param>
/// <param name="Code">One of <see cref="AnswerCodes"/>, for the last two.</param>
internal sealed record MachineAnswer(string? Answer, DateTimeOffset? Appointment, string? Code);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MachineAnswer))]
internal sealed partial class MachineJson : JsonSerializerContext;

/// <summary><c>POST /hooks/referrals/{id}</c>: the answer of a service that was told by a signed call, signed with the same secret.</summary>
internal static class MachineEndpoints
{
    private const int LongestBody = 2048;

    /// <summary>Policy of the group: who signs with the secret agreed on. No cookie is read, so no other site can make a browser answer.</summary>
    public static IEndpointRouteBuilder MapMachineAnswers(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/hooks/referrals").AllowAnonymous().DisableAntiforgery().MapPost("/{id:guid}", AnswerAsync);
        return routes;
    }

    private static async Task<IResult> AnswerAsync(Guid id, HttpContext http, ICoreDb database, IRecipients recipients, ICommitter committer, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = new byte[LongestBody + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > LongestBody)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        await using var db = database.Open();
        var row = await db.Referrals.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken);

        // One answer for "no such referral" and "not signed": nobody learns which.
        if (recipients.Find(row?.ServiceId)?.Hook is not { } machine || !SignedHook.IsSigned(machine.Secret, http.Request.Headers[SignedHook.SignatureHeader], time.GetUtcNow(), body.AsSpan(0, length)))
        {
            return TypedResults.Unauthorized();
        }

        if (Read(body.AsSpan(0, length)) is not { } said)
        {
            return TypedResults.Problem("The body does not have the described shape.", statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            await committer.CommitAsync([new AnswerReferral(new ReferralId(id), null, null, said.Answer, said.Appointment, said.Code)], cancellationToken);
            return TypedResults.NoContent();
        }
        catch (IllegalReferralMoveException refused)
        {
            return TypedResults.Problem(refused.Code, statusCode: refused.Code is "answer_not_a_code" or "appointment_not_ahead" ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
        }
    }

    private static (ServiceAnswer Answer, DateTimeOffset? Appointment, string? Code)? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, MachineJson.Default.MachineAnswer) is { } said && said.Answer is "accept" or "reject" or "finish"
                ? (Enum.Parse<ServiceAnswer>(said.Answer, ignoreCase: true), said.Appointment, said.Code)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
