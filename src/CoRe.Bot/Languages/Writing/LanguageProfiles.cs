using System.Collections.Frozen;

namespace CoRe.Bot.Languages.Writing;

/// <summary>
/// Small everyday words of the languages in Latin letters, folded (<see cref="FoldedWords"/>), with the chat spelling of young
/// people. A word of these is not a misspelt word of another language.
/// </summary>
internal static class LanguageProfiles
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["it"] = """
            il lo la gli le un una di del della dei delle dal dalla nel nella al alla allo sul e o ma se che ke chi cosa come dove
            quando quanto perche perke xke xche non nn sono sn sei ho hai ha abbiamo hanno mi ti ci vi si mio mia miei tuo tua suo sua
            mie io tu lui lei noi loro anche anke piu sempre mai per x con cn senza in a da fare posso puoi puo voglio vuole devo devi deve
            vorrei questo questa quello quella grazie ciao aiuto aiutatemi bisogno casa scuola qui qua poi gia adesso oggi domani ieri
            notte giorno anni mesi fratello sorella madre padre mamma papa figlio figlia bambino bambini soldi lavoro documenti permesso
            nessuno niente tutto molto male bene sta sto stai stanno era stato stata andare vado parlare dormire solo sola cmq tutore
            avvocato questura medico buongiorno buonasera salve scusa scusi prego qualcuno ragazzo ragazza paura dice dico detto fatto
            """,
        ["en"] = """
            the a an of to in on at and or but if is am are was were be been i im you u ur he she it we they my me your his her our their
            them this that there here what where when who how why do does dont did not no yes can cant could will wont would should have has
            had want need help please pls plz with without for from about by hello hi hey thanks thank go going get got home house school
            work money papers lawyer doctor brother sister mother father mom dad son daughter child children someone nobody anyone know
            think feel say says said tell told make made still just very now today tomorrow night day years old afraid scared im ive its
            thx because cuz cos gonna wanna any some all more never every friend
            """,
        ["fr"] = """
            le la les un une des du de et ou mais si que qui quoi koi comment ou quand combien pourquoi pk pq est suis es sont etes ai as a
            avons avez ont je j tu il elle on nous vous ils elles mon ma mes ton ta tes son sa ses notre leur leurs ce cet cette ces c ca
            pas ne n ni plus jamais tjs toujours pour avec sans dans sur sous au aux chez par merci bonjour bonsoir salut slt svp stp aide
            aidez besoin peux peut peuvent veux veut dois doit faire fait va vais aller parler dormir maison ecole travail argent papiers
            avocat medecin frere soeur mere pere maman enfant enfants fils fille quelqu quelqu'un personne rien tout tous tres bien mal
            aujourd hui demain hier nuit jour ans mois me te se lui y en qu d l s jsuis jai chui nuit encore deja trop peur dit
            """,
        ["es"] = """
            el los las unos unas y pero si que quien como donde cuando cuanto porque es soy eres son estoy esta estan tengo tiene tienes hay
            yo tu ella nosotros ellos mi mis su sus este esto esa eso muy mas nunca siempre para por con sin en del al hacer puedo puede
            quiero quiere debo necesito gracias hola ayuda buenos dias casa escuela trabajo dinero papeles abogado hermano hermana madre
            padre hijo hija nino ninos alguien nadie nada todo bien mal hoy manana ayer noche dia anos me te se lo le les no ya aqui
            """,
        ["pt"] = """
            o os as um uma uns e mas se que quem como onde quando quanto porque nao sou es sao estou esta estao tenho tem eu voce ele ela nos
            eles meu minha seu sua este isto esse isso muito mais nunca sempre para por com sem em no na do da dos das ao fazer posso pode
            quero quer devo preciso obrigado obrigada ola ajuda bom dia casa escola trabalho dinheiro advogado irmao irma mae pai filho
            filha alguem ninguem nada tudo bem mal hoje amanha ontem noite anos mim
            """,
        ["ro"] = """
            si sau dar daca ca cine ce cum unde cand cat pentru nu sunt esti este e am ai are avem au eu el ea noi voi ei mea meu mei tau ta
            lui acest asta foarte mai niciodata mereu cu fara in la de din pe a al ale fac pot poate vreau vrea trebuie multumesc salut buna
            ajutor casa scoala munca bani acte avocat frate sora mama tata fiu copil copii cineva nimeni nimic tot bine rau azi maine ieri
            noapte zi ani imi iti ma te se mi o un unei fi vă sa
            """,
        ["sq"] = """
            dhe ose por nese qe kush cfare cka si ku kur sa pse nuk jam je eshte jemi jane kam ke ka kemi kane une ti ai ajo ne ju ata im ime
            e te i me pa per nga ne mbi shume me kurre gjithmone bej mund dua do duhet faleminderit pershendetje tung ndihme shtepi shkolle
            pune para leje avokat vella moter nene baba bir vajze femije dikush askush asgje gjithcka mire keq sot neser dje nate dite vjet
            mua mos edhe kjo ky jo po
            """,
        ["so"] = """
            waan waxaan waxay iyo ama laakiin haddii maxaa sidee xaggee goorma waa ma aniga adiga isaga iyada annaga iyaga aan igu iga ii ku
            ka la u in uu ay caawimaad fadlan mahadsanid salaam guri dugsi shaqo lacag walaal hooyo aabo wiil gabadh carruur qof hadda
            maanta berri habeen maalin sano jir baa ayaa lahayn rabaa
            """,
        ["tr"] = """
            ve veya ama eger ki kim ne nasil nerede zaman kadar neden degil ben sen o biz siz onlar benim senin bu su cok daha hic her icin
            ile bir mi mu var yok istiyorum tesekkurler merhaba yardim ev okul para avukat kardes anne baba cocuk biri kimse sey iyi kotu
            bugun yarin dun gece gun yas bana beni da de sonra
            """,
    };

    /// <summary>For every word the languages that have it.</summary>
    public static FrozenDictionary<string, string[]> ByWord { get; } = Words
        .SelectMany(profile => FoldedWords.Of(profile.Value).Distinct().Select(word => (word, profile.Key)))
        .GroupBy(pair => pair.word, pair => pair.Key)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());
}
