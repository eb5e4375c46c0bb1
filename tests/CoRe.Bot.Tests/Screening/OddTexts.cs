namespace CoRe.Bot.Tests.Screening;

/// <summary>Strange texts, the same for the same seed: all of Unicode, lone surrogates, controls, towers of marks, mutated messages.</summary>
internal static class OddTexts
{
    private const int Longest = 24, LongestRare = 4_200;

    /// <summary>Joiners, controls, what stands for letters, halves of emoji.</summary>
    private const string Awkward = " \u200D\u200B\u0000\u001B!|@$0134578.,'aeioм٣\uFE0F\uD83D\uDE2D\uDDE1";

    public static IEnumerable<string> Of(string[] rows, int seed, int count)
    {
        var chance = new Random(seed);
        var buffer = new char[LongestRare];
        for (var i = 0; i < count; i++)
        {
            yield return Odd(chance, buffer, rows);
        }
    }

    private static string Odd(Random chance, char[] buffer, string[] rows)
    {
        var length = 1 + chance.Next(chance.Next(5_000) == 0 ? LongestRare : Longest);
        var kind = chance.Next(6);
        if (kind >= 4)
        {
            return Mutated(chance, rows[chance.Next(rows.Length)]);
        }

        for (var i = 0; i < length; i++)
        {
            buffer[i] = kind switch
            {
                0 => (char)chance.Next(char.MaxValue + 1),
                1 => (char)(chance.Next(3) == 0 ? 0xD800 + chance.Next(0x800) : chance.Next(0x100)),
                2 => (char)(chance.Next(8) == 0 ? 'a' + chance.Next(26) : 0x0300 + chance.Next(0x70)),
                _ => Awkward[chance.Next(Awkward.Length)],
            };
        }

        return new string(buffer, 0, length);
    }

    /// <summary>A few letters lost, doubled, strange or swapped with another place; the end sometimes cut inside a letter.</summary>
    private static string Mutated(Random chance, string row)
    {
        var text = row.ToCharArray();
        for (var changes = chance.Next(1, 6); changes > 0; changes--)
        {
            var (at, other) = (chance.Next(text.Length), chance.Next(text.Length));
            switch (chance.Next(4))
            {
                case 0:
                    text[at] = (char)chance.Next(char.MaxValue + 1);
                    break;
                case 1:
                    Array.Fill(text, text[at], at, Math.Min(chance.Next(1, 9), text.Length - at));
                    break;
                case 2:
                    (text[at], text[other]) = (text[other], text[at]);
                    break;
                default:
                    text[at] = ' ';
                    break;
            }
        }

        return new string(text, 0, chance.Next(4) == 0 ? chance.Next(1, text.Length + 1) : text.Length);
    }
}
