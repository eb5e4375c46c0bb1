using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoRe.Bot.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WireLinks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "wire_links",
                columns: table => new
                {
                    channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    user_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    conversation_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sealed_address = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    delivered = table.Column<long>(type: "bigint", nullable: false),
                    part = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<long>(type: "bigint", nullable: false),
                    heard_at = table.Column<long>(type: "bigint", nullable: false),
                    knocked_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wire_links", x => new { x.channel, x.user_hash });
                });

            migrationBuilder.CreateIndex(
                name: "ix_wire_links_conversation_id",
                table: "wire_links",
                column: "conversation_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wire_links");
        }
    }
}
