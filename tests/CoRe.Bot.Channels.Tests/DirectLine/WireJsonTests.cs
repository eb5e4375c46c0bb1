using System.Text;
using System.Text.Json;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.Tests.DirectLine;

public sealed class WireJsonTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public void Good_JSON_comes_through_byte_for_byte()
    {
        var json = """{"a":"caffè \u00e8 \ud83d\ude00 😀 \"\\\/ সাহায্য مساعدة","b":[1,true,null,{"c":""}]}"""u8.ToArray();

        Assert.Equal(json, WireJson.Repair(json));
    }

    [Fact]
    public void Whatever_stands_inside_a_string_the_string_can_be_read()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var inside = new byte[random.Next(0, 24)];
            random.NextBytes(inside);
            for (var at = 0; at < inside.Length; at++)
            {
                // A quote ends the string and a backslash asks for a valid escape: those two are shape, not letters.
                inside[at] = inside[at] is (byte)'"' or (byte)'\\' ? (byte)0xED : inside[at];
            }

            using var document = WireJson.Parse([.. "{\"t\":\""u8, .. inside, .. "\"}"u8]);

            var text = document.RootElement.GetProperty("t").GetString()!;
            Assert.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public void Random_bytes_are_either_JSON_or_a_JsonException()
    {
        var random = new Random(7);
        const string Alphabet = "{}[]\":,\\ud83 0ae-";
        for (var i = 0; i < 50_000; i++)
        {
            var body = Encoding.ASCII.GetBytes(random.GetItems<char>(Alphabet, random.Next(0, 20)));
            try
            {
                using var document = WireJson.Parse(body);
                _ = document.RootElement.GetRawText();
            }
            catch (JsonException)
            {
                // Refused: the other permitted outcome.
            }
        }
    }
}
