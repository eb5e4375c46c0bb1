using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Journeys.Wires;

/// <summary>Twilio's messages.</summary>
internal sealed class SmsProvider : Provider
{
    private const string Webhook = "https://bot.example/api/sms";
    private int _number;

    public override string Shown => "SMS";

    public override string[] Settings => ["--Sms:AccountSid=AC1", "--Sms:Token=12345", "--Sms:From=+39061234567", $"--Sms:Webhook={Webhook}", $"--Sms:Server={Address}"];

    public override async Task SayAsync(string text)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["MessageSid"] = string.Create(CultureInfo.InvariantCulture, $"SM{++_number}"), ["From"] = "+393330000001", ["To"] = "+39061234567", ["Body"] = text, ["NumMedia"] = "0",
        };
        var signed = Webhook + string.Concat(fields.Select(field => field.Key + field.Value));
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/sms") { Content = new FormUrlEncodedContent(fields) };
#pragma warning disable CA5350 // The provider's choice.
        request.Headers.Add("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData("12345"u8, Encoding.UTF8.GetBytes(signed))));
#pragma warning restore CA5350
        (await Bot.SendAsync(request)).EnsureSuccessStatusCode();
    }

    protected override void Map(WebApplication app) => app.MapPost("/2010-04-01/Accounts/AC1/Messages.json", async (HttpContext http) =>
    {
        var form = await http.Request.ReadFormAsync();
        return Take(form["Body"].ToString(), [], new { sid = "SM" });
    });
}
